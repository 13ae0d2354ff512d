import type { Evidence } from './evidence';
import { entriesOf } from './audit-log';
import { play } from './doors';
import type { Told } from './doors';
import { drawEverythingFrom } from './random';
import { goOn, listedAccess, muchLater, passTime, pastAllEnds, putInOrder, shown, untilQuiet } from './rest';
import { Stage } from './stage';
import type { Story } from './story';

/** Plays a story on a site of its own, then lets everything come to rest. */
export async function playStory(story: Story, bundle: string): Promise<Evidence> {
  const restore = drawEverythingFrom(story.seed);
  try {
    const stage = await Stage.set(story, bundle);
    const told = await playBeats(stage, story);
    return await comeToRest(stage, told);
  } finally {
    restore();
  }
}

async function playBeats(stage: Stage, { beats }: Story): Promise<Told[]> {
  const told: Promise<Told>[] = [];
  let queue = Promise.resolve();
  for (const [beat, { things, trouble, thenMinutes }] of beats.entries()) {
    stage.troubles.set(trouble);
    const first = told.length;
    told.push(...things.map((thing, index) => play(stage, thing, first + index, beat)));
    const end = { isThere: false };
    const played = Promise.all(told.slice(first)).then(() => (end.isThere = true));
    // Imports that were begun go on beside whatever happens next.
    const before = queue;
    queue = (async () => {
      await before;
      do {
        await stage.site.forge.runQueues();
        await new Promise((resolve) => setImmediate(resolve));
      } while (!end.isThere);
    })();
    await played;
    if (thenMinutes > 0) {
      await queue;
      await passTime(stage, thenMinutes);
    }
  }
  await queue;
  return Promise.all(told);
}

async function comeToRest(stage: Stage, told: readonly Told[]): Promise<Evidence> {
  const failures: string[] = [];
  stage.troubles.set(undefined);
  await putInOrder(stage);
  await untilQuiet(stage, failures);
  const imports = await shown(stage);
  const entriesAtRest = entriesOf(stage);
  const changesAtRest = [...stage.journal.changes];
  const waysOn = await goOn(stage, imports);
  await untilQuiet(stage, failures);
  await pastAllEnds(stage, told, failures);
  const listed = await listedAccess(stage);
  const kept = await muchLater(stage, failures);
  return { stage, told, imports, entriesAtRest, changesAtRest, waysOn, listed, failures, kept };
}
