import type { Draw } from './random';

/** What programs stumble over. */
const NASTY: readonly unknown[] = [
  '',
  ' ',
  '\u0000',
  'a\u202eb@acme.example',
  '\ud800',
  'x\udc00@acme.example',
  '\u200bada@acme.example',
  'ada@acme.example\r\nBcc: eve@denied.example',
  'ada@аcme.example',
  'ADA@ACME.EXAMPLE',
  'eve@denied.example',
  '"ada lovelace"@acme.example',
  'ada@[127.0.0.1]',
  'Ada <ada@acme.example>',
  '__proto__',
  'constructor',
  'toString',
  '{{'.repeat(500),
  '{code:'.repeat(300),
  'a'.repeat(2_000),
  '=cmd|calc',
  '../../rest/api/3/user',
  '%00%0a',
  '2027-02-30',
  '2027-06-30',
  '1970-01-01T00:00:00Z',
  '9999-12-31T23:59:59+14:00',
  'null',
  'Acme\u3164',
  'ＡＣＭＥ',
  -1,
  0,
  1.5,
  1e308,
  2 ** 53,
  -0,
  true,
  false,
  null,
  [],
  {},
  [[]],
  [null],
];

const NASTY_TEXTS = NASTY.filter((each) => typeof each === 'string');

/** One payload: a valid one that was changed in some places, or anything at all. */
export function payloadFrom(draw: Draw, valid: readonly unknown[], ids: readonly string[]): unknown {
  if (valid.length === 0 || draw.chance(0.05)) return anything(draw, ids, 0);
  let payload = structuredClone(draw.pick(valid));
  const isEmpty = JSON.stringify(payload) === '{}';
  const times = draw.weighted([
    [isEmpty ? 40 : 4, 0],
    [5, 1],
    [2, 2],
    [0.5, 6],
  ]);
  for (let time = 0; time < times; time += 1) payload = changed(payload, draw, ids, 0);
  return payload;
}

/** Changes one place, somewhere. */
function changed(value: unknown, draw: Draw, ids: readonly string[], depth: number): unknown {
  const isBranch = typeof value === 'object' && value !== null;
  if (!isBranch || draw.chance(depth === 0 ? 0.02 : 0.06)) return replaced(value, draw, ids);
  if (Array.isArray(value)) return changedArray(value, draw, ids, depth);
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  if (entries.length === 0 || draw.chance(0.08))
    return withKey(
      value,
      draw.pick(['__proto__', 'constructor', 'extra', 'projectId', 'accountId', '']),
      replaced(undefined, draw, ids),
    );
  const [name, inside] = draw.pick(entries);
  if (draw.chance(0.1)) return Object.fromEntries(entries.filter(([each]) => each !== name));
  return { ...value, [name]: changed(inside, draw, ids, depth + 1) };
}

function changedArray(value: readonly unknown[], draw: Draw, ids: readonly string[], depth: number): unknown {
  if (value.length === 0) return [replaced(undefined, draw, ids)];
  const place = draw.int(0, value.length - 1);
  const one = value[place];
  return draw.weighted<() => unknown>([
    [6, () => value.map((each, at) => (at === place ? changed(each, draw, ids, depth + 1) : each))],
    [1, () => [...value, one]],
    [1, () => value.filter((_, at) => at !== place)],
    [0.4, () => Array.from({ length: draw.pick([26, 41, 501, 1_001]) }, () => one)],
    [1, () => [...value, replaced(one, draw, ids)]],
  ])();
}

function replaced(value: unknown, draw: Draw, ids: readonly string[]): unknown {
  if (typeof value === 'boolean' && draw.chance(0.7)) return !value;
  if (typeof value === 'string' && draw.chance(0.8)) {
    if (value !== '' && draw.chance(0.4)) return spoilt(value, draw);
    return draw.pick(draw.chance(0.5) && ids.length > 0 ? ids : NASTY_TEXTS);
  }
  if (draw.chance(0.2) && ids.length > 0) return draw.pick(ids);
  if (typeof value === 'number' && draw.chance(0.5))
    return draw.pick([value + 1, value - 1, -value, value * 1_000, value / 3, String(value)]);
  return draw.chance(0.8) ? draw.pick(NASTY) : anything(draw, ids, 1);
}

/** A text with something amiss in it. */
function spoilt(text: string, draw: Draw): string {
  const place = draw.int(0, text.length);
  const sign = draw.pick([
    '\u0000',
    '\n',
    '\u202e',
    '\ud83d',
    '\u00ad',
    ' ',
    '.',
    '@',
    '%',
    "'",
    '"',
    '<',
    '\\',
    '：',
  ]);
  return draw.weighted([
    [3, text.slice(0, place) + sign + text.slice(place)],
    [1, text.slice(0, place)],
    [1, text + text],
    [1, text.toUpperCase()],
    [1, text.repeat(draw.pick([3, 60]))],
  ]);
}

/** Random JSON, now and then deep. */
function anything(draw: Draw, ids: readonly string[], depth: number): unknown {
  if (depth === 0 && draw.chance(0.05)) return deep(draw.pick([50, 1_000]));
  if (depth > 3 || draw.chance(0.4))
    return draw.chance(0.3) && ids.length > 0 ? draw.pick(ids) : draw.pick(NASTY);
  const inside = (): unknown => anything(draw, ids, depth + 1);
  const count = draw.int(0, 4);
  if (draw.chance(0.4)) return Array.from({ length: count }, inside);
  const names = [
    'email',
    'people',
    'organizations',
    'importId',
    'accountId',
    'id',
    'name',
    'slices',
    'rules',
    'a',
  ];
  return Array.from({ length: count }).reduce<object>(
    (all) => withKey(all, draw.pick([...names, '__proto__']), inside()),
    {},
  );
}

/** As JSON brings it: a key `__proto__` is a key like any other. */
function withKey(value: object, name: string, inside: unknown): object {
  const copy = { ...value };
  Object.defineProperty(copy, name, { value: inside, enumerable: true, configurable: true, writable: true });
  return copy;
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
