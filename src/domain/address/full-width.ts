/** How far the full-width forms stand behind the characters of ASCII. */
const DISTANCE = 0xfee0;

/** The character of ASCII whose full-width form, `！` to `～`, this is. */
export function narrowed(wide: string): string {
  return String.fromCharCode(wide.charCodeAt(0) - DISTANCE);
}
