/**
 * Host name of the site that a frame is part of, as far as the browser tells: that of the page in the top frame, so
 * that a site switched off is off in its frames too. Own host name, or that of whoever embeds it, where it does not.
 */
export function siteOf(frame: Window): string {
  const { top, location, document } = frame;
  try {
    if (top) return top.location.hostname || location.hostname;
  } catch {
    // The top frame is of another origin.
  }
  const ancestors = [...(location.ancestorOrigins ?? [])];
  const outer = ancestors.findLast((origin) => origin !== 'null') ?? document.referrer;
  return (URL.canParse(outer) ? new URL(outer).hostname : '') || location.hostname;
}
