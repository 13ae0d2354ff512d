/** A request of a service project, as an issue. */
export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly summary: string;
  /** As Jira writes moments; left out, it is as old as the site. */
  readonly created?: string;
  /** A document in Atlassian's format; nothing where the field is empty. */
  description: unknown;
  /** Account ids. */
  reporter: string | undefined;
  assignee: string | undefined;
  readonly comments: IssueComment[];
  /** The site's own fields, by their ids: `customfield_10050`. */
  readonly fields: Record<string, unknown>;
  /** Account ids of the request's participants. */
  readonly participants: Set<string>;
}

export interface IssueComment {
  readonly id: string;
  readonly author: string;
  readonly body: unknown;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A document of paragraphs; what is no text is a node already. */
export function documentOf(...blocks: readonly (string | object)[]): unknown {
  return {
    type: 'doc',
    version: 1,
    content: blocks.map((block) => (typeof block === 'string' ? paragraph(block) : block)),
  };
}

export function paragraph(...parts: readonly (string | object)[]): object {
  return {
    type: 'paragraph',
    content: parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
  };
}
