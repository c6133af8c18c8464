/** The file of the Chromium that the browser tests drive, or undefined when there is none. */
export function findBrowser(): string | undefined;
