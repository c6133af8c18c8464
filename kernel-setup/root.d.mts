/** The clone's folder. */
export const root: string;
