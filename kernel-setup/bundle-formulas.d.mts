export function bundleFormulas(dist: string): Promise<void>;
