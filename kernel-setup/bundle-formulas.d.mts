export function bundleFormulas(folder: string): Promise<void>;
