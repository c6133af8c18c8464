#!/usr/bin/env node
/** The `workings` command: hands each subcommand to the file that holds it. */
import process from "node:process";

const usage = `Usage: workings <command>
`;

process.stderr.write(usage);
process.exitCode = 2;
