/** Where code begins, in Markdown and in Jira's own markup. */
const FENCE = /```|~~~|\{(?:code|noformat)(?::[^{}\n]{0,200})?\}/gu;
const INLINE_CODE = /`[^`\n]*`|\{\{[^{}\n]{0,200}\}\}/gu;
/** With everything up to white space: an address may stand in its user part, path or query. */
const URL_TEXT = /(?<!mailto):\/\/[^\s<>"]+|\bwww\.[^\s<>"]+/giu;
/** What Outlook puts above the mail that is answered; what is forwarded has another line. */
const ORIGINAL = /^-{2,}\s*original message\s*-{2,}$/iu;

/** A text without code, links to pages, and what is quoted of another mail. */
export function withoutAsides(text: string): string {
  return withoutQuotes(withoutFences(text)).replace(INLINE_CODE, ' ').replace(URL_TEXT, ' ');
}

/** Code that is not closed goes on to the end. */
function withoutFences(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (const { 0: fence, index } of text.matchAll(FENCE)) {
    // Inside the code that was left out.
    if (index < from) continue;
    kept.push(text.slice(from, index), ' ');
    const close = closeOf(fence);
    const end = text.indexOf(close, index + fence.length);
    if (end < 0) return kept.join('');
    from = end + close.length;
  }
  return [...kept, text.slice(from)].join('');
}

function closeOf(fence: string): string {
  if (!fence.startsWith('{')) return fence;
  return fence.startsWith('{code') ? '{code}' : '{noformat}';
}

function withoutQuotes(text: string): string {
  const lines = text.split('\n');
  const original = lines.findIndex((line) => ORIGINAL.test(line.trim()));
  return lines
    .slice(0, original < 0 ? lines.length : original)
    .filter((line) => !line.trimStart().startsWith('>'))
    .join('\n');
}
