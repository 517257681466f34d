/** Where the pages of `docs/` can be read. No version stands in it: a template, and an alarm with it, must not change with each release. */
const PAGES = 'https://github.com/astradot/cloud-platform/blob/main/docs';

/** @param anchor of a heading of docs/errors.md */
export function errorPage(anchor: string): string {
  return `${PAGES}/errors.md#${anchor}`;
}

/** An error with the page that explains it. */
export function explained(anchor: string, message: string): string {
  return `${message}\n  ${errorPage(anchor)}`;
}

/** @param anchor of a heading of docs/runbook.md */
export function runbook(anchor: string): string {
  return `${PAGES}/runbook.md#${anchor}`;
}
