import DOMPurify from 'dompurify';
import { Marked, type Tokens } from 'marked';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Longer texts are shown as they are: nobody waits for their markup. */
const MAX_LENGTH = 60_000;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Markup in the text is shown as text, and pictures as links: no page but ours is asked for anything. */
const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escaped(text),
    image: ({ href, text }: Tokens.Image) => `<a href="${escaped(href)}">${escaped(text || href)}</a>`,
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? '☑ ' : '☐ '),
  },
});

const ALLOWED = {
  RETURN_DOM_FRAGMENT: true,
  ALLOWED_TAGS:
    'a blockquote br code del em hr li ol p pre strong ul h1 h2 h3 h4 h5 h6 table tbody td th thead tr'.split(' '),
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
};

function toFragment(text: string): DocumentFragment {
  const html = marked.parse(text, { async: false });
  const fragment = DOMPurify.sanitize(html, ALLOWED) as unknown as DocumentFragment;
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noreferrer';
  }
  for (const block of fragment.querySelectorAll('p, li, blockquote, h1, h2, h3, h4, h5, h6, td, th')) {
    block.setAttribute('dir', 'auto');
  }
  // Long code can be scrolled with the keyboard, too.
  for (const block of fragment.querySelectorAll('pre')) block.tabIndex = 0;
  return fragment;
}

/** A text of Claude or of a person as it was meant to look. */
export function Markdown({ text }: { readonly text: string }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (text.length <= MAX_LENGTH) element.current?.replaceChildren(toFragment(text));
  }, [text]);
  return text.length > MAX_LENGTH ? <Output text={text} /> : <div ref={element} class="prose" dir="auto" />;
}

/** Most characters of a text that are put into the page. */
const SHOWN = 20_000;

/** What a command or a tool said, as it is; of a long text the beginning. */
export function Output({ text, label = 'Output' }: { readonly text: string; readonly label?: string }) {
  const shown = text.slice(0, SHOWN);
  return (
    <div>
      <pre class="output" dir="auto" tabIndex={0} role="region" aria-label={label}>
        {shown}
      </pre>
      {text.length > SHOWN ? (
        <p class="small soft">{(text.length - SHOWN).toLocaleString('en')} more characters are not shown here.</p>
      ) : null}
    </div>
  );
}
