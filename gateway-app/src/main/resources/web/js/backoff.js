const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt, in milliseconds: doubled each time, bounded, and drawn between half of that and all of
 * it, so that a crowd that lost its server at one moment doesn't come back at one moment.
 *
 * @param attempt how many attempts failed before, from 0
 * @param chance a random number in [0, 1)
 */
export function backOff(attempt, chance) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(ceiling * (0.5 + chance / 2));
}
