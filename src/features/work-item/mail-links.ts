/** What it writes to, and what it writes (`?subject=`). */
const MAIL_LINK = /\bmailto:(?:\/\/)?([^\s<>"()[\]|?]*)(?:\?[^\s<>"()[\]|]*)?/giu;
const ENCODED = /%[0-9a-f]{2}/iu;

/** A text with the addresses of its `mailto:` links as they are meant: `mailto:a%2Bb@acme.example` writes to a+b. */
export function decodeMailLinks(text: string): string {
  return text.replace(MAIL_LINK, (_link, to: string) => ` mailto:${ENCODED.test(to) ? decoded(to) : to}`);
}

/** What is no encoding holds no address. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
