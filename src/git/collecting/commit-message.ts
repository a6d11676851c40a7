import { inertText } from '../publishing/inert-text.js';

const MAX_TITLE = 72;
const MAX_BODY = 20_000;
// All control characters except tab and line feed: git refuses NUL, and terminals obey some of the others.
// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/**
 * A commit message from any text: one title line of at most 72 characters, an empty line, the body. Nothing in it acts at the
 * forge.
 */
export function commitMessage(title: string, body = ''): string {
  const line = title.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim() || 'Changes made by Claude Code';
  // Counted in characters as readers see them: an emoji is never cut in two.
  const characters = [...new Intl.Segmenter().segment(line)].map(({ segment }) => segment);
  const short =
    characters.length > MAX_TITLE
      ? `${characters
          .slice(0, MAX_TITLE - 1)
          .join('')
          .trimEnd()}…`
      : line;
  const rest = body.replace(/\r\n?/g, '\n').replace(CONTROL, '').trim().slice(0, MAX_BODY);
  return inertText(rest === '' ? `${short}\n` : `${short}\n\n${rest}\n`);
}
