import { LIMITS, LISTING, SIZES } from './listing';

/** The texts of the listing, as they are filled into the Marketplace's form. */
export function listingPage(): string {
  const { name, tagline, summary, categories, keywords, highlights } = LISTING;
  const size = ({ width, height }: { readonly width: number; readonly height: number }): string =>
    `${width} × ${height}`;
  return [
    '# The listing',
    'Written by `npm run marketplace` from `tools/marketplace/listing.ts`, the pictures beside it with `-- --pictures`; a test holds the texts to the Marketplace’s limits.',
    `- **Name** (at most ${LIMITS.name} characters): ${name}`,
    `- **Tagline** (at most ${LIMITS.tagline}): ${tagline}`,
    `- **Summary** (at most ${LIMITS.summary}): ${summary}`,
    `- **Categories**: ${categories.join(', ')}`,
    `- **Keywords**: ${keywords.join(', ')}`,
    `- **Logo** (${size(SIZES.logo)}): [logo.png](pictures/logo.png), from [logo.svg](logo.svg)`,
    `- **Banner** (${size(SIZES.banner)}): [banner.png](pictures/banner.png)`,
    '## Highlights',
    `Pictures of ${size(SIZES.highlight)}, and of ${size(SIZES.small)} for the small view. They show the app’s own pages with invented people, taken on the local site, which is no Atlassian cloud.`,
    ...highlights.flatMap(({ picture, title, words }) => [
      `### ${title}`,
      words,
      `![${title}](pictures/${picture}.png)`,
      `Small: [${picture}-small.png](pictures/${picture}-small.png)`,
    ]),
  ].join('\n\n');
}
