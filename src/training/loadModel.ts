import { readFile } from "node:fs/promises";
import { layers } from "./layers/index.js";
import type { Layer } from "./layers/layer.js";
import type { Model } from "./model.js";
import { decoded, format, type ModelFile, version } from "./modelFile.js";
import { type EngineName, sequential } from "./sequential.js";

/**
 * Reads a model that `save` wrote: its layers, weights and notes. It predicts what the saved one did, to the last bit.
 *
 * Throws an Error that names the file where there is none, or where it holds no model that this version can read.
 */
export async function loadModel(file: string | URL, { engine }: { readonly engine?: EngineName } = {}): Promise<Model> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `loadModel: ${file} ${error.code === "ENOENT" ? "does not exist" : `cannot be read (${error.code})`}`,
    );
  });
  try {
    return modelOf(text, engine);
  } catch (error) {
    throw new Error(`loadModel: ${file} holds no model that can be read: ${(error as Error).message}`);
  }
}

function modelOf(text: string, engine: EngineName = "plain"): Model {
  const saved = JSON.parse(text) as ModelFile;
  if (saved?.format !== format) throw new Error(`its format is ${JSON.stringify(saved?.format)}`);
  if (saved.version !== version) throw new Error(`its version is ${saved.version}, and this package reads ${version}`);
  const model = sequential(saved.layers.map(layerOf), { inputs: saved.inputs, seed: saved.seed, engine });
  const parameters = decoded(saved.parameters);
  if (parameters.length !== model.parameterCount)
    throw new Error(`it has ${parameters.length} parameters but its layers have ${model.parameterCount}`);
  model.restore(parameters, saved.loss, saved.notes);
  return model;
}

/** Makes a layer again; only those in `layers` are ever called. */
function layerOf({ layer, arguments: given }: ModelFile["layers"][number]): Layer {
  if (!Object.hasOwn(layers, layer)) throw new Error(`there is no layer ${layer}`);
  const make = layers[layer as keyof typeof layers] as (...given: unknown[]) => Layer;
  return make(...given.map((one) => (Array.isArray(one) ? one.map(layerOf) : one)));
}
