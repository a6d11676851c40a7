/** Invisible in the rendered page: a body that has it was written by this server and may be replaced by it. */
const MARKER = '<!-- claude-code-orchestrator -->';

/** GitHub refuses longer ones. */
const MAX_BODY = 65_536;
const MAX_TITLE = 256;
const CUT = '\n\n… (cut: longer than GitHub allows)';

export function fittingTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  return line.length > MAX_TITLE ? `${wholeCharacters(line, MAX_TITLE - 1)}…` : line;
}

/** The body with our mark at its end, cut to GitHub's limit. */
export function fittingBody(body: string): string {
  const room = MAX_BODY - MARKER.length - 2;
  const text = body.length > room ? wholeCharacters(body, room - CUT.length) + CUT : body;
  return `${text}\n\n${MARKER}`;
}

export function isOurBody(body: string | null): boolean {
  return body?.includes(MARKER) ?? false;
}

/** At most `length` UTF-16 units, without half of a surrogate pair at the end. */
function wholeCharacters(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
