/** The requests a kernel answers, its sockets, and its end. */
import type { Compiler } from "./compiler/compiler.js";
import { completions } from "./completion.js";
import { Execution } from "./execution.js";
import { History, historyFile } from "./history.js";
import { inspection } from "./inspection.js";
import { isComplete } from "./is-complete.js";
import { kernelInfo } from "./kernel-info.js";
import { textField } from "./messages.js";
import type { Runner } from "./runner-process.js";
import { patience } from "./send-queue.js";
import { type Handler, Session } from "./session.js";
import { openSockets, readConnection, type Sockets } from "./sockets.js";

const parentCheck = 1000;

/** Answers requests on the sockets that a connection file names; resolves when the sockets are open. */
export async function serve(connectionFile: string, folder: string, compiler: Compiler, runner: Runner): Promise<void> {
  const history = new History(historyFile());
  const execution = new Execution(folder, compiler, runner, history);
  let sockets: Sockets | undefined;
  const end = async () => {
    execution.world.close();
    runner.close();
    compiler.close();
    await sockets?.close();
    process.exit(0);
  };
  const handlers: Record<string, Handler> = {
    kernel_info_request: ({ reply }) => reply(kernelInfo),
    execute_request: (request) => execution.execute(request),
    is_complete_request: async ({ reply, content }) => reply(await isComplete(textField(content, "code"))),
    complete_request: async ({ reply, content }) =>
      reply(await completions(compiler, content, execution.world.cellsFolder)),
    inspect_request: async ({ reply, content }) => reply(await inspection(compiler, content)),
    comm_open: (request) => execution.comms.receive(request),
    comm_msg: (request) => execution.comms.receive(request),
    comm_close: (request) => execution.comms.receive(request),
    comm_info_request: ({ reply, content }) => reply(execution.comms.info(content)),
    history_request: ({ reply, content }) => reply(history.answer(content)),
    interrupt_request: ({ reply }) => {
      execution.interrupt();
      reply({ status: "ok" });
    },
    shutdown_request: ({ reply, content }) => {
      reply({ status: "ok", restart: content.restart === true });
      setImmediate(() => void end());
    },
  };
  const session = new Session(handlers, { input_reply: (content) => execution.answer(content) });
  sockets = await openSockets(readConnection(connectionFile), {
    receive: (channel, message) => session.receive(channel, message),
    subscribed: (topic) => session.welcome(topic),
    full: (isFull) => runner.hold(isFull),
    passed: () =>
      execution.note(`A client has read nothing for ${patience} s, and misses what is shown until it reads again.`),
  });
  session.start(sockets);
  process.on("SIGINT", () => execution.interrupt());
  process.on("SIGTERM", () => void end());
  watchParent(() => void end());
}

/** Calls `gone` when the process that started this one has died. */
function watchParent(gone: () => void): void {
  const parent = Number(process.env.JPY_PARENT_PID) || process.ppid;
  if (parent <= 1) return;
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      gone();
    }
  }, parentCheck).unref();
}
