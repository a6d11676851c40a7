/** Invisible in the rendered page. A body with this mark was written by this server, which may replace it. */
const MARKER = '<!-- claude-code-orchestrator -->';

/** GitHub refuses anything longer. */
const MAX_BODY = 65_536;
const MAX_TITLE = 256;
const MAX_FENCE = 1_000;
/** What may have to be closed before the cut. */
const MAX_CLOSING = MAX_FENCE + 20;
const CUT = '\n\n… (cut: longer than GitHub allows)';

export function fittingTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim();
  return line.length > MAX_TITLE ? `${wholeCharacters(line, MAX_TITLE - 1)}…` : line;
}

/** The body with a mark at its end, by default the one of this server's pull requests; cut to GitHub's limit. */
export function fittingBody(body: string, mark: string = MARKER): string {
  const room = MAX_BODY - mark.length - 2;
  const text = body.replace(/\p{Surrogate}/gu, '\ufffd');
  return `${text.length > room ? cut(text, room) : text}\n\n${mark}`;
}

/** Of the end, whatever was open is closed, so that it does not swallow what stands after it. */
function cut(text: string, room: number): string {
  const kept = wholeCharacters(text, room - CUT.length - MAX_CLOSING);
  const fence = openFence(kept);
  const folds = kept.split(/^<details>$/m).length - kept.split(/^<\/details>$/m).length;
  return `${kept}${fence === null ? '' : `\n${fence}`}${folds > 0 ? '\n\n</details>' : ''}${CUT}`;
}

/** Of a block of code that is not closed; null: there is none, or none that is short enough to be one of ours. */
function openFence(text: string): string | null {
  let fence: string | null = null;
  for (const [line, mark = ''] of text.matchAll(/^(`{3,}|~{3,}).*$/gm)) {
    if (fence === null) fence = /^`{3,}[^`]+`/.test(line) ? null : mark;
    else if (mark.startsWith(fence) && line.trimEnd() === mark) fence = null;
  }
  return fence !== null && fence.length <= MAX_FENCE ? fence : null;
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
