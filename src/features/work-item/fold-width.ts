import { narrowed } from '../../domain/address/full-width';

/** `！` to `～`: the characters of ASCII as wide as an ideograph; small forms of `@` are one, too. */
const WIDE = /[\uFF01-\uFF5E\uFE6B]/gu;
/** Ends a sentence or begins a list where no address goes on: `お願いします！ada@acme.example`. */
const WIDE_MARK = /[\uFF01\uFF03-\uFF07\uFF0A\uFF0B\uFF0D-\uFF0F\uFF1D\uFF1F\uFF3E-\uFF40\uFF5B-\uFF5E]/u;
const WORD = /[A-Za-z0-9\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]/u;
const NARROW_WORD = /[A-Za-z0-9]/u;

/**
 * A text with its full-width letters, digits and signs as ASCII, each in its place: `ａｄａ＠acme.example`. A full-width mark
 * stays before a narrow word that does not go on from another.
 */
export function foldWidth(text: string): string {
  return text.replace(WIDE, (wide, at: number) => {
    if (wide === '\uFE6B') return '@';
    const isMark =
      WIDE_MARK.test(wide) && NARROW_WORD.test(text.charAt(at + 1)) && !WORD.test(text.charAt(at - 1));
    return isMark ? wide : narrowed(wide);
  });
}
