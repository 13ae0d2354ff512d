/** Whole numbers from 0 to 2³² - 1, four bytes each: a million of them are no burden. */
export class Numbers {
  private items = new Uint32Array(8);
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    if (this.count === this.items.length) {
      const larger = new Uint32Array(this.count * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.count] = value;
    this.count += 1;
  }

  /** @returns 0 where there is none. */
  at(index: number): number {
    return this.items[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.items[index] = value;
  }
}
