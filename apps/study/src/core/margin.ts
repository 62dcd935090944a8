/** One promise of the design: the worst that was counted beside the worst that is allowed. */
export interface Margin {
  name: string;
  worst: number;
  allowed: number;
  /** Reported, not promised. */
  advisory: boolean;
}

export const promise = (name: string, worst: number, allowed = 0): Margin => ({
  name,
  worst,
  allowed,
  advisory: false,
});

/** Whether every promised margin holds. */
export const marginsHold = (margins: readonly Margin[]): boolean =>
  margins.every(({ worst, allowed, advisory }) => advisory || worst <= allowed);
