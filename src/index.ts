/** The package root: the only thing notebooks import. Loading it is light; what is heavy loads when first needed. */
export { checkText } from "./check/checkText.js";
export { type Comm, type CommDetails, type CommMessage, onComm, openComm } from "./display/comm.js";
export { display } from "./display/display.js";
export { type ProgressOptions, progress } from "./display/progress.js";
export { html, latex, markdown, svg } from "./display/richText.js";
export { defineFormula } from "./formula/defineFormula.js";
export * from "./formulas/index.js";
export { describe } from "./pages/describe.js";
export { plotConfusionMatrix } from "./plot/plotConfusionMatrix.js";
export { plotCurves } from "./plot/plotCurves.js";
export { plotDecisionRegions } from "./plot/plotDecisionRegions.js";
export { plotFormula } from "./plot/plotFormula.js";
export { plotHistory } from "./plot/plotHistory.js";
export { plotPaths } from "./plot/plotPaths.js";
export { chooseBackend } from "./training/backend.js";
export { fit } from "./training/fit.js";
export { verify } from "./verify/verify.js";
export { verifyAll } from "./verify/verifyAll.js";
