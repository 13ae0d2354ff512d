/** Most mail servers deliver what has a plus to the address without it. */
const TAG = 'guestlist';

/** `ada@acme.example` becomes `ada+guestlist1130-1405@acme.example`; a tag that is there is replaced. */
export function tagged(address: string, now: Date): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return '';
  const [local] = address.slice(0, at).split('+');
  const [day, time] = [now.toISOString().slice(5, 10), now.toISOString().slice(11, 16)];
  return `${local}+${TAG}${day.replace('-', '')}-${time.replace(':', '')}${address.slice(at)}`;
}
