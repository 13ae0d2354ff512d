/** Taken before anything replaces it. */
const EXEC: (this: RegExp, text: string) => RegExpExecArray | null = Reflect.get<
  typeof RegExp.prototype,
  'exec'
>(RegExp.prototype, 'exec');

/**
 * Characters that regular expressions go over while something is done. Each of them is linear by itself
 * (`npm run check:regexes`), so that the work grows as this number does.
 */
export function charactersRead(doing: () => unknown): number {
  let read = 0;
  const counting = jest.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = EXEC.call(this, text);
    // What is sticky is tried at one place only.
    const end = this.sticky ? from : text.length;
    read += (match ? match.index + match[0].length : end) - from + 1;
    return match;
  });
  try {
    doing();
  } finally {
    counting.mockRestore();
  }
  return read;
}
