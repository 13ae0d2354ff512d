import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { SCRIPT_ANSWERS, scriptAnswerBody } from '../../src/contract/script-api';
import type { ScriptAnswer } from '../../src/contract/script-api';
import type { App } from './app';

const responseSchema = z.object({
  type: z.string(),
  // Nothing is dropped: an output that says more than it should is another output.
  outputs: z.array(z.looseObject({ key: z.string() })).default([]),
});
type Output = z.output<typeof responseSchema>['outputs'][number];

/** Web triggers answer with what stands in the manifest, and that is what the code and the documentation say. */
export function checkWebTriggers({ manifest }: App): readonly string[] {
  return (manifest.modules['webtrigger'] ?? []).flatMap(({ key, response }) => {
    const read = responseSchema.safeParse(response);
    if (!read.success || read.data.type !== 'static') {
      return [`webtrigger ${key} is not static: data could leave through it`];
    }
    return differences(read.data.outputs).map((difference) => `webtrigger ${key}: ${difference}`);
  });
}

function differences(outputs: readonly Output[]): readonly string[] {
  const expected = Object.entries(SCRIPT_ANSWERS).map(([key, { status }]) => ({
    key,
    statusCode: status,
    contentType: 'application/json',
    body: scriptAnswerBody(key as ScriptAnswer),
  }));
  return [
    ...expected
      .filter((each) => !isDeepStrictEqual(named(each.key, outputs), [each]))
      .map(({ key, statusCode, body }) => `the output ${key} must be ${statusCode} ${body}, and stand once`),
    ...outputs
      .filter(({ key }) => !(key in SCRIPT_ANSWERS))
      .map(({ key }) => `the output ${key} is none of SCRIPT_ANSWERS`),
  ];
}

function named(wanted: string, outputs: readonly Output[]): readonly Output[] {
  return outputs.filter(({ key }) => key === wanted);
}
