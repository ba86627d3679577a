// Chance that can be thrown again: the same seed, the same throws.

export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1 (mulberry32). */
  throw(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to `end`. */
  below(end: number): number {
    return Math.floor(this.throw() * end);
  }

  /** True so often, from 0 to 1. */
  hits(chance: number): boolean {
    return this.throw() < chance;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)]!;
  }
}
