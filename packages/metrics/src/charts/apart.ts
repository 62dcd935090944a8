/** A point of a picture, CSS pixels. */
export interface Pixel {
  x: number;
  y: number;
}

const near = 20;
const angles = [-45, 45, -135, 135, -90, 90, 0, 180];

/**
 * A place for a short label beside each point, so that no label covers a point or another label.
 *
 * Labels go to the first free of eight directions, farther out when none is.
 */
export function apart(points: readonly Pixel[]): Pixel[] {
  const placed: Pixel[] = [];
  for (const point of points) placed.push(placeOf(point, [...points, ...placed]));
  return placed;
}

function placeOf(point: Pixel, taken: readonly Pixel[]): Pixel {
  for (let distance = near; ; distance += 12)
    for (const angle of angles) {
      const radians = (angle * Math.PI) / 180;
      const place = {
        x: Math.round(point.x + distance * Math.cos(radians)),
        y: Math.round(point.y + distance * Math.sin(radians)),
      };
      const isFree = taken.every(
        (other) => Math.hypot(other.x - place.x, other.y - place.y) >= near - 2,
      );
      if (isFree) return place;
    }
}
