// Generated from the files beside it by `node src/exercises/generate.mjs`.
import { exercise as attention } from "./attention.js";
import { exercise as backpropagation } from "./backpropagation.js";
import { exercise as binaryCrossEntropy } from "./binary-cross-entropy.js";
import { exercise as checkingAnArticle } from "./checking-an-article.js";
import { exercise as crossEntropy } from "./cross-entropy.js";
import { exercise as dataQuality } from "./data-quality.js";
import { exercise as forecasting } from "./forecasting.js";
import { exercise as forward } from "./forward.js";
import { exercise as gan } from "./gan.js";
import { exercise as gradientDescent } from "./gradient-descent.js";
import { exercise as hinge } from "./hinge.js";
import { exercise as iris } from "./iris.js";
import { exercise as irisOneOutput } from "./iris-one-output.js";
import { exercise as largeModels } from "./large-models.js";
import { exercise as lookingInside } from "./looking-inside.js";
import { exercise as overfitting } from "./overfitting.js";
import { exercise as rareEvents } from "./rare-events.js";
import { exercise as relu } from "./relu.js";
import { exercise as rmspropAndAdam } from "./rmsprop-and-adam.js";
import { exercise as search } from "./search.js";
import { exercise as serving } from "./serving.js";
import { exercise as sgdAndMomentum } from "./sgd-and-momentum.js";
import { exercise as shiftedDigits } from "./shifted-digits.js";
import { exercise as sigmoid } from "./sigmoid.js";
import { exercise as softmax } from "./softmax.js";
import { exercise as squaredAndAbsoluteError } from "./squared-and-absolute-error.js";
import { exercise as tanh } from "./tanh.js";

/** Every exercise, by the name that `check` takes. */
export const exercises = {
  attention,
  backpropagation,
  "binary-cross-entropy": binaryCrossEntropy,
  "checking-an-article": checkingAnArticle,
  "cross-entropy": crossEntropy,
  "data-quality": dataQuality,
  forecasting,
  forward,
  gan,
  "gradient-descent": gradientDescent,
  hinge,
  iris,
  "iris-one-output": irisOneOutput,
  "large-models": largeModels,
  "looking-inside": lookingInside,
  overfitting,
  "rare-events": rareEvents,
  relu,
  "rmsprop-and-adam": rmspropAndAdam,
  search,
  serving,
  "sgd-and-momentum": sgdAndMomentum,
  "shifted-digits": shiftedDigits,
  sigmoid,
  softmax,
  "squared-and-absolute-error": squaredAndAbsoluteError,
  tanh,
};
