/** A bar of a share, 0 to 1. Says nothing that the words beside it don't. */
export function Bar({ share }: { share: number }) {
  return (
    <svg className="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
      <rect className="share-room" width="100" height="1" />
      <rect className="share-part" width={100 * Math.min(1, Math.max(0, share))} height="1" />
    </svg>
  );
}

/** A part of a whole as a share; 0 of nothing. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
