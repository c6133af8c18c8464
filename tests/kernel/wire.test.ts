import fc from "fast-check";
import { expect, test } from "vitest";
import { Wire } from "../../src/kernel/wire.js";

const header = { msg_id: "1", session: "s", username: "u", date: "d", msg_type: "execute_request", version: "5.5" };
const bytes = fc.uint8Array({ maxLength: 40 }).filter((frame) => Buffer.from(frame).toString() !== "<IDS|MSG>");
const json = fc.dictionary(fc.string(), fc.jsonValue());

test("what is encoded is decoded, with any identities, content and buffers", () => {
  fc.assert(
    fc.property(fc.array(bytes), json, fc.array(bytes), fc.string(), (identities, content, buffers, key) => {
      const frames = new Wire(key).encode({ identities, header, content, buffers });
      const received = new Wire(key).decode(frames);
      expect(received.header).toEqual(header);
      expect(received.content).toEqual(JSON.parse(JSON.stringify(content)));
      expect(received.identities).toEqual(identities);
      expect(received.buffers).toEqual(buffers);
    }),
  );
});

test("no message passes that differs from a signed one by one byte of what is signed", () => {
  fc.assert(
    fc.property(
      json,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      fc.integer({ min: 1, max: 5 }),
      (content, at, change, part) => {
        const frames = new Wire("key").encode({ identities: [], header, content }).map((frame) => Buffer.from(frame));
        const frame = frames[part]!;
        frame[at % frame.length] = frame[at % frame.length]! ^ change;
        expect(() => new Wire("key").decode(frames)).toThrow("the signature does not match the key");
      },
    ),
  );
});

test("frames that are no message are refused with a reason, whatever they hold", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(bytes, fc.constant(Buffer.from("<IDS|MSG>")))), fc.string(), (frames, key) => {
      expect(() => new Wire(key).decode(frames)).toThrow();
    }),
  );
});

test("a message is accepted once", () => {
  const wire = new Wire("key");
  const frames = wire.encode({ identities: [], header, content: {} });
  wire.decode(frames);
  expect(() => wire.decode(frames)).toThrow("has been received before");
});

test.each([
  ["[]", "JSON that is not an object"],
  ["null", "JSON that is not an object"],
  ["{}", "the header has no msg_type"],
])("a header %s is refused", (text, reason) => {
  const frames = new Wire("").encode({ identities: [], header, content: {} });
  frames[2] = Buffer.from(text);
  expect(() => new Wire("").decode(frames)).toThrow(reason);
});
