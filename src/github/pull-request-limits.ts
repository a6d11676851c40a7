/** Invisible in the rendered page. A body with this mark was written by this server, which may replace it. */
const MARKER = '<!-- claude-code-orchestrator -->';

/** GitHub refuses anything longer. */
const MAX_BODY = 65_536;
const MAX_TITLE = 256;
const CUT = '\n\n… (cut: longer than GitHub allows)';

export function fittingTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  return line.length > MAX_TITLE ? `${wholeCharacters(line, MAX_TITLE - 1)}…` : line;
}

/** The body with a mark at its end, by default the one of this server's pull requests; cut to GitHub's limit. */
export function fittingBody(body: string, mark: string = MARKER): string {
  const room = MAX_BODY - mark.length - 2;
  const text = body.length > room ? wholeCharacters(body, room - CUT.length) + CUT : body;
  return `${text}\n\n${mark}`;
}

/** The body as it was before it got the mark of this server's pull requests. */
export function withoutMark(body: string): string {
  return body.replace(MARKER, '').trimEnd();
}

export function isOurBody(body: string | null): boolean {
  return body?.includes(MARKER) ?? false;
}

/** At most `length` UTF-16 units, without half of a surrogate pair at the end. */
function wholeCharacters(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
