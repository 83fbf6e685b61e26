/** The moon and star of the name: yoi, the early evening. */
export function Mark({ className = 'size-6' }: { className?: string }) {
  return <img src="/icon.svg" alt="Yoi" className={`shrink-0 rounded-md ${className}`} />;
}
