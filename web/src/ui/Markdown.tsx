import './markdown.css';
import { memo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import gfm from 'remark-gfm';

const plugins = [gfm];

// Raw HTML is shown as the text it is, and addresses of other kinds than http, https and mailto are dropped: both are what the library does by itself.
const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  ),
  // A picture is never fetched: whoever wrote the text would learn who reads it.
  img: ({ src, alt }) => (
    <span className="rounded border border-dashed border-edge px-1.5 py-0.5 text-xs text-ink-3">
      picture, not loaded: {alt || (typeof src === 'string' && src) || 'without a name'}
    </span>
  ),
  // Wide ones scroll by themselves, also by keys.
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
  // Code scrolls too.
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <pre tabIndex={0}>{children}</pre>
  ),
  // The page's own headings stand above those of a text.
  h1: ({ children }) => <h3 data-level="1">{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  input: ({ checked }) => (
    <span className="mr-1.5" role="img" aria-label={checked ? 'done:' : 'open:'}>
      {checked ? '☑' : '☐'}
    </span>
  ),
};

/** Text that people and agents wrote. It can neither run anything nor load anything. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-text">
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
