import { bytes, floats, follower, part, string, table, u8, u32, vector, writeFlatBuffer } from './flatbuffer.mjs';
import { fieldAt, follow, itemsAt, textAt } from './flatbuffer-read.mjs';

/** Slots of the tables read and written here. @see tensorflow/compiler/mlir/lite/schema/schema.fbs */
const model = { version: 0, operatorCodes: 1, subgraphs: 2, description: 3, buffers: 4, metadataBuffer: 5, metadata: 6, signatures: 7 };
const subgraph = { tensors: 0, outputs: 2 };
const tensor = { name: 3 };

/** Slots of the metadata. @see tensorflow_lite_support/metadata/metadata_schema.fbs */
const modelMetadata = { name: 0, subgraphs: 3, minimumParserVersion: 7 };
const subgraphMetadata = { inputs: 2, outputs: 3 };
const tensorMetadata = { name: 0, content: 3, processUnits: 4 };
const imageContent = 2; // ContentProperties.ImageProperties
const rgb = 1; // ColorSpaceType.RGB
const normalization = 1; // ProcessUnitOptions.NormalizationOptions

/** The name under which MediaPipe Tasks looks for the metadata. */
export const metadataName = 'TFLITE_METADATA';

/**
 * Names of the metadata that a model carries.
 *
 * @param {Buffer} tflite
 */
export const metadataNames = (tflite) =>
  itemsAt(tflite, fieldAt(tflite, tflite.readUInt32LE(0), model.metadata)).map((at) =>
    textAt(tflite, fieldAt(tflite, follow(tflite, at), 0)),
  );

/**
 * Gives a model the metadata that MediaPipe Tasks asks for: an RGB image comes in, each value as (x - mean) / std.
 *
 * The old file is kept byte for byte behind a new root, which points at the old objects and adds one buffer.
 *
 * @param {Buffer} tflite - a TensorFlow Lite model with one input
 * @param {{ name: string, mean: number, std: number }} image
 * @returns {Buffer} the model itself where it already has metadata
 */
export function withImageMetadata(tflite, { name, mean, std }) {
  if (metadataNames(tflite).includes(metadataName)) return tflite;
  const at = tflite.readUInt32LE(0);
  /** @param {number} slot */
  const field = (slot) => fieldAt(tflite, at, slot);
  /** @param {number} slot */
  const keep = (slot) => (field(slot) === 0 ? [] : [part(slot, follower(follow(tflite, field(slot))))]);
  /** @param {number} slot */
  const keepItems = (slot) => itemsAt(tflite, field(slot)).map((item) => follower(follow(tflite, item)));

  const buffers = keepItems(model.buffers);
  const metadata = describeImage({ name, mean, std, outputs: outputNames(tflite) });
  const start = table(
    u32(model.version, tflite.readUInt32LE(field(model.version))),
    ...keep(model.operatorCodes),
    ...keep(model.subgraphs),
    ...keep(model.description),
    part(model.buffers, vector([...buffers, table(part(0, bytes(metadata, 16)))])),
    ...keep(model.metadataBuffer),
    part(model.metadata, vector([...keepItems(model.metadata), table(part(0, string(metadataName)), u32(1, buffers.length))])),
    ...keep(model.signatures),
  );
  // 64: the weights behind the new root keep the alignment that they were written for
  return Buffer.concat([writeFlatBuffer(start, 'TFL3', 64), tflite]);
}

/**
 * @param {{ name: string, mean: number, std: number, outputs: string[] }} what
 * @returns {Buffer} a metadata FlatBuffer
 */
function describeImage({ name, mean, std, outputs }) {
  const input = table(
    part(tensorMetadata.name, string('image')),
    part(tensorMetadata.content, table(u8(0, imageContent), part(1, table(u8(0, rgb))))),
    part(
      tensorMetadata.processUnits,
      vector([table(u8(0, normalization), part(1, table(part(0, floats([mean])), part(1, floats([std])))))]),
    ),
  );
  const whole = table(
    part(subgraphMetadata.inputs, vector([input])),
    part(subgraphMetadata.outputs, vector(outputs.map((output) => table(part(tensorMetadata.name, string(output)))))),
  );
  return writeFlatBuffer(
    table(
      part(modelMetadata.name, string(name)),
      part(modelMetadata.subgraphs, vector([whole])),
      part(modelMetadata.minimumParserVersion, string('1.0.0')),
    ),
    'M001',
    16,
  );
}

/**
 * Names of the model's outputs, in order.
 *
 * @param {Buffer} tflite
 */
function outputNames(tflite) {
  const [first] = itemsAt(tflite, fieldAt(tflite, tflite.readUInt32LE(0), model.subgraphs));
  if (first === undefined) throw new Error('The model has no subgraph: it is not a TensorFlow Lite model.');
  const graph = follow(tflite, first);
  const tensors = itemsAt(tflite, fieldAt(tflite, graph, subgraph.tensors));
  return itemsAt(tflite, fieldAt(tflite, graph, subgraph.outputs)).map((at) => {
    const index = tflite.readInt32LE(at);
    const where = tensors[index];
    if (where === undefined) throw new Error(`The model names output tensor ${index} of ${tensors.length}.`);
    return textAt(tflite, fieldAt(tflite, follow(tflite, where), tensor.name));
  });
}
