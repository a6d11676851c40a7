import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface PageProps {
  readonly title: string;
  /** A line below the title. */
  readonly sub?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly narrow?: boolean;
  readonly children: ComponentChildren;
}

/** Everything between the menu and the end of a view. The title gets the focus when the view is entered. */
export function Page({ title, sub, actions, narrow = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => void (document.title = `${title} · Console`), [title]);
  return (
    <div class={narrow ? 'page narrow' : 'page'}>
      <header class="page-head">
        <div class="title">
          <h1 ref={heading} tabIndex={-1} dir="auto">
            {title}
          </h1>
          {sub === undefined ? null : <div class="soft">{sub}</div>}
        </div>
        {actions === undefined ? null : <div class="row">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface CardProps {
  readonly title: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** The content reaches to the edge, as lists and tables do. */
  readonly flush?: boolean;
  readonly children: ComponentChildren;
}

/** A part of a view with a title of its own. */
export function Card({ title, actions, flush = false, children }: CardProps) {
  return (
    <section class="card">
      <div class="head">
        <h2>{title}</h2>
        {actions}
      </div>
      {flush ? children : <div class="body">{children}</div>}
    </section>
  );
}
