import type { Encoding } from './reading';

/** 0x80 to 0x9F of Windows-1252. Five of them are not used, and stay what they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Decodes one text in pieces. What is wrong becomes U+FFFD. */
export interface PieceDecoder {
  readonly decode: (bytes: Uint8Array, more: 'more' | 'end') => string;
}

/**
 * The runtime's decoder where it is right. Node 20 takes Windows-1252 for Latin-1, and every Node lets single bytes
 * through that are half a character in the East Asian encodings.
 */
export function pieceDecoder(encoding: Encoding): PieceDecoder {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const mend = MENDS[encoding]?.();
  let isBegin = true;
  return {
    decode(bytes, more) {
      const text = decoder.decode(bytes, { stream: more === 'more' });
      const marked = isBegin && text.startsWith('\uFEFF');
      isBegin &&= text === '';
      const unmarked = marked ? text.slice(1) : text;
      return mend ? mend(unmarked) : unmarked;
    },
  };
}

const MENDS: Partial<Record<Encoding, () => ((text: string) => string) | undefined>> = {
  'windows-1252': () =>
    new TextDecoder('windows-1252').decode(Uint8Array.of(0x80)) === '€'
      ? undefined
      : (text) =>
          text.replace(/[\x80-\x9f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control),
  'euc-jp': () => withoutControls,
  'euc-kr': () => withoutControls,
  big5: () => (text) => withoutControls(text).replace(/[\ue000-\uf8ff]/g, '\uFFFD'),
};

function withoutControls(text: string): string {
  return text.replace(/[\x80-\x9f]/g, '\uFFFD');
}
