// Generated from the files beside it by `node src/formulas/generate.mjs`.
import elu from "./activations/elu.js";
import erf from "./activations/erf.js";
import erfc from "./activations/erfc.js";
import gelu from "./activations/gelu.js";
import geluTanh from "./activations/geluTanh.js";
import hardSigmoid from "./activations/hardSigmoid.js";
import leakyRelu from "./activations/leakyRelu.js";
import logit from "./activations/logit.js";
import logSigmoid from "./activations/logSigmoid.js";
import mish from "./activations/mish.js";
import relu from "./activations/relu.js";
import selu from "./activations/selu.js";
import sigmoid from "./activations/sigmoid.js";
import silu from "./activations/silu.js";
import softplus from "./activations/softplus.js";
import softsign from "./activations/softsign.js";
import tanh from "./activations/tanh.js";
import crossEntropy from "./distributions/crossEntropy.js";
import crossEntropyFromLogits from "./distributions/crossEntropyFromLogits.js";
import entropy from "./distributions/entropy.js";
import klDivergence from "./distributions/klDivergence.js";
import logSoftmax from "./distributions/logSoftmax.js";
import logSumExp from "./distributions/logSumExp.js";
import perplexity from "./distributions/perplexity.js";
import smoothLabels from "./distributions/smoothLabels.js";
import softmax from "./distributions/softmax.js";
import glorotUniform from "./initialisers/glorotUniform.js";
import glorotUniformLimit from "./initialisers/glorotUniformLimit.js";
import heNormal from "./initialisers/heNormal.js";
import heNormalDeviation from "./initialisers/heNormalDeviation.js";
import bertParameterCount from "./language-models/bertParameterCount.js";
import chinchillaLoss from "./language-models/chinchillaLoss.js";
import keyValueCacheBytes from "./language-models/keyValueCacheBytes.js";
import trainingFlops from "./language-models/trainingFlops.js";
import trainingMemoryBytes from "./language-models/trainingMemoryBytes.js";
import transformerParameterCount from "./language-models/transformerParameterCount.js";
import averagePool2d from "./layers/averagePool2d.js";
import batchNorm from "./layers/batchNorm.js";
import conv2d from "./layers/conv2d.js";
import dense from "./layers/dense.js";
import denseBackward from "./layers/denseBackward.js";
import dropoutMask from "./layers/dropoutMask.js";
import embedding from "./layers/embedding.js";
import gruCell from "./layers/gruCell.js";
import layerNorm from "./layers/layerNorm.js";
import lstmCell from "./layers/lstmCell.js";
import maxPool2d from "./layers/maxPool2d.js";
import oneHot from "./layers/oneHot.js";
import positionalEncoding from "./layers/positionalEncoding.js";
import rmsNorm from "./layers/rmsNorm.js";
import rnnCell from "./layers/rnnCell.js";
import scaledDotProductAttention from "./layers/scaledDotProductAttention.js";
import binaryCrossEntropy from "./losses/binaryCrossEntropy.js";
import binaryCrossEntropyFromLogits from "./losses/binaryCrossEntropyFromLogits.js";
import categoricalCrossEntropy from "./losses/categoricalCrossEntropy.js";
import categoricalCrossEntropyFromLogits from "./losses/categoricalCrossEntropyFromLogits.js";
import focalLoss from "./losses/focalLoss.js";
import hinge from "./losses/hinge.js";
import huber from "./losses/huber.js";
import logCosh from "./losses/logCosh.js";
import meanAbsoluteError from "./losses/meanAbsoluteError.js";
import meanSquaredError from "./losses/meanSquaredError.js";
import multiclassHinge from "./losses/multiclassHinge.js";
import sparseCategoricalCrossEntropyFromLogits from "./losses/sparseCategoricalCrossEntropyFromLogits.js";
import squaredHinge from "./losses/squaredHinge.js";
import accuracy from "./metrics/accuracy.js";
import confusionMatrix from "./metrics/confusionMatrix.js";
import f1Score from "./metrics/f1Score.js";
import matthewsCorrelation from "./metrics/matthewsCorrelation.js";
import precision from "./metrics/precision.js";
import r2Score from "./metrics/r2Score.js";
import recall from "./metrics/recall.js";
import rocAuc from "./metrics/rocAuc.js";
import rootMeanSquaredError from "./metrics/rootMeanSquaredError.js";
import adagradStep from "./optimizers/adagradStep.js";
import adamStep from "./optimizers/adamStep.js";
import adamwStep from "./optimizers/adamwStep.js";
import clipByNorm from "./optimizers/clipByNorm.js";
import gradientDescentStep from "./optimizers/gradientDescentStep.js";
import momentumStep from "./optimizers/momentumStep.js";
import rmspropStep from "./optimizers/rmspropStep.js";
import l1Penalty from "./penalties/l1Penalty.js";
import l2Penalty from "./penalties/l2Penalty.js";
import cosineDecay from "./schedules/cosineDecay.js";
import exponentialDecay from "./schedules/exponentialDecay.js";
import linearWarmup from "./schedules/linearWarmup.js";
import stepDecay from "./schedules/stepDecay.js";
import transformerSchedule from "./schedules/transformerSchedule.js";
import isPossibleProportion from "./statistics/isPossibleProportion.js";
import mean from "./statistics/mean.js";
import minMaxScale from "./statistics/minMaxScale.js";
import standardDeviation from "./statistics/standardDeviation.js";
import standardScale from "./statistics/standardScale.js";
import sum from "./statistics/sum.js";
import variance from "./statistics/variance.js";
import wilsonInterval from "./statistics/wilsonInterval.js";
import argMax from "./vectors/argMax.js";
import cosineSimilarity from "./vectors/cosineSimilarity.js";
import dot from "./vectors/dot.js";
import matMul from "./vectors/matMul.js";
import norm from "./vectors/norm.js";
import outer from "./vectors/outer.js";
import transpose from "./vectors/transpose.js";

export * from "./activations/elu.js";
export * from "./activations/erf.js";
export * from "./activations/erfc.js";
export * from "./activations/gelu.js";
export * from "./activations/geluTanh.js";
export * from "./activations/hardSigmoid.js";
export * from "./activations/leakyRelu.js";
export * from "./activations/logit.js";
export * from "./activations/logSigmoid.js";
export * from "./activations/mish.js";
export * from "./activations/relu.js";
export * from "./activations/selu.js";
export * from "./activations/sigmoid.js";
export * from "./activations/silu.js";
export * from "./activations/softplus.js";
export * from "./activations/softsign.js";
export * from "./activations/tanh.js";
export * from "./distributions/crossEntropy.js";
export * from "./distributions/crossEntropyFromLogits.js";
export * from "./distributions/entropy.js";
export * from "./distributions/klDivergence.js";
export * from "./distributions/logSoftmax.js";
export * from "./distributions/logSumExp.js";
export * from "./distributions/perplexity.js";
export * from "./distributions/smoothLabels.js";
export * from "./distributions/softmax.js";
export * from "./initialisers/glorotUniform.js";
export * from "./initialisers/glorotUniformLimit.js";
export * from "./initialisers/heNormal.js";
export * from "./initialisers/heNormalDeviation.js";
export * from "./language-models/bertParameterCount.js";
export * from "./language-models/chinchillaLoss.js";
export * from "./language-models/keyValueCacheBytes.js";
export * from "./language-models/trainingFlops.js";
export * from "./language-models/trainingMemoryBytes.js";
export * from "./language-models/transformerParameterCount.js";
export * from "./layers/averagePool2d.js";
export * from "./layers/batchNorm.js";
export * from "./layers/conv2d.js";
export * from "./layers/dense.js";
export * from "./layers/denseBackward.js";
export * from "./layers/dropoutMask.js";
export * from "./layers/embedding.js";
export * from "./layers/gruCell.js";
export * from "./layers/layerNorm.js";
export * from "./layers/lstmCell.js";
export * from "./layers/maxPool2d.js";
export * from "./layers/oneHot.js";
export * from "./layers/positionalEncoding.js";
export * from "./layers/rmsNorm.js";
export * from "./layers/rnnCell.js";
export * from "./layers/scaledDotProductAttention.js";
export * from "./losses/binaryCrossEntropy.js";
export * from "./losses/binaryCrossEntropyFromLogits.js";
export * from "./losses/categoricalCrossEntropy.js";
export * from "./losses/categoricalCrossEntropyFromLogits.js";
export * from "./losses/focalLoss.js";
export * from "./losses/hinge.js";
export * from "./losses/huber.js";
export * from "./losses/logCosh.js";
export * from "./losses/meanAbsoluteError.js";
export * from "./losses/meanSquaredError.js";
export * from "./losses/multiclassHinge.js";
export * from "./losses/sparseCategoricalCrossEntropyFromLogits.js";
export * from "./losses/squaredHinge.js";
export * from "./metrics/accuracy.js";
export * from "./metrics/confusionMatrix.js";
export * from "./metrics/f1Score.js";
export * from "./metrics/matthewsCorrelation.js";
export * from "./metrics/precision.js";
export * from "./metrics/r2Score.js";
export * from "./metrics/recall.js";
export * from "./metrics/rocAuc.js";
export * from "./metrics/rootMeanSquaredError.js";
export * from "./optimizers/adagradStep.js";
export * from "./optimizers/adamStep.js";
export * from "./optimizers/adamwStep.js";
export * from "./optimizers/clipByNorm.js";
export * from "./optimizers/gradientDescentStep.js";
export * from "./optimizers/momentumStep.js";
export * from "./optimizers/rmspropStep.js";
export * from "./penalties/l1Penalty.js";
export * from "./penalties/l2Penalty.js";
export * from "./schedules/cosineDecay.js";
export * from "./schedules/exponentialDecay.js";
export * from "./schedules/linearWarmup.js";
export * from "./schedules/stepDecay.js";
export * from "./schedules/transformerSchedule.js";
export * from "./statistics/isPossibleProportion.js";
export * from "./statistics/mean.js";
export * from "./statistics/minMaxScale.js";
export * from "./statistics/standardDeviation.js";
export * from "./statistics/standardScale.js";
export * from "./statistics/sum.js";
export * from "./statistics/variance.js";
export * from "./statistics/wilsonInterval.js";
export * from "./vectors/argMax.js";
export * from "./vectors/cosineSimilarity.js";
export * from "./vectors/dot.js";
export * from "./vectors/matMul.js";
export * from "./vectors/norm.js";
export * from "./vectors/outer.js";
export * from "./vectors/transpose.js";

/** The definition of every formula, by its name. */
export const formulas = {
  elu,
  erf,
  erfc,
  gelu,
  geluTanh,
  hardSigmoid,
  leakyRelu,
  logit,
  logSigmoid,
  mish,
  relu,
  selu,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
  crossEntropy,
  crossEntropyFromLogits,
  entropy,
  klDivergence,
  logSoftmax,
  logSumExp,
  perplexity,
  smoothLabels,
  softmax,
  glorotUniform,
  glorotUniformLimit,
  heNormal,
  heNormalDeviation,
  bertParameterCount,
  chinchillaLoss,
  keyValueCacheBytes,
  trainingFlops,
  trainingMemoryBytes,
  transformerParameterCount,
  averagePool2d,
  batchNorm,
  conv2d,
  dense,
  denseBackward,
  dropoutMask,
  embedding,
  gruCell,
  layerNorm,
  lstmCell,
  maxPool2d,
  oneHot,
  positionalEncoding,
  rmsNorm,
  rnnCell,
  scaledDotProductAttention,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  focalLoss,
  hinge,
  huber,
  logCosh,
  meanAbsoluteError,
  meanSquaredError,
  multiclassHinge,
  sparseCategoricalCrossEntropyFromLogits,
  squaredHinge,
  accuracy,
  confusionMatrix,
  f1Score,
  matthewsCorrelation,
  precision,
  r2Score,
  recall,
  rocAuc,
  rootMeanSquaredError,
  adagradStep,
  adamStep,
  adamwStep,
  clipByNorm,
  gradientDescentStep,
  momentumStep,
  rmspropStep,
  l1Penalty,
  l2Penalty,
  cosineDecay,
  exponentialDecay,
  linearWarmup,
  stepDecay,
  transformerSchedule,
  isPossibleProportion,
  mean,
  minMaxScale,
  standardDeviation,
  standardScale,
  sum,
  variance,
  wilsonInterval,
  argMax,
  cosineSimilarity,
  dot,
  matMul,
  norm,
  outer,
  transpose,
};
