import { costOfRound, siteOfSpaces } from '../site/many-spaces';

/**
 * What a round of the daily look costs, printed as a line each: `npx tsx test/bench/daily-look.ts 500x200 10x10000`.
 * The first round after a week in which nothing changed; an hour between its runs.
 */
async function main(shapes: readonly string[]): Promise<void> {
  for (const shape of shapes) {
    const [spaces = 0, customers = 0] = shape.split('x').map(Number);
    const site = await siteOfSpaces(Array.from({ length: spaces }, () => customers));
    const round = await costOfRound(site, 400);
    console.log(JSON.stringify({ shape, ...round }));
  }
}

void main(process.argv.slice(2));
