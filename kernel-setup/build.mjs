/** `npm run build`: makes dist/ from src/. */
import { builtPackage } from "./built-package.mjs";
import { root } from "./root.mjs";
import { tellPlainly } from "./setup-error.mjs";

await tellPlainly(() => builtPackage(root).install());
