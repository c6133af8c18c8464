"""Works `jupyter console` as a person at a terminal does. Ends with an error that shows the screen where it does not answer."""

import sys

import pexpect

console = pexpect.spawn(
    sys.executable,
    ["-m", "jupyter", "console", "--kernel", "workings"],
    encoding="utf8",
    timeout=30,
    dimensions=(40, 120),
)


def prompt(number):
    # The number has a colour of its own, and the cursor is shown once the line is drawn.
    console.expect(rf"In \[\x1b\[[\d;]*m{number}\x1b")
    console.expect(r"\x1b\[\?25h")


def result(number, text):
    console.expect(rf"Out\[\x1b\[[\d;]*m{number}\x1b")
    console.expect_exact(text)


prompt(1)
console.send("const x: number = 41; x + 1\r")
result(1, "42")

# An open bracket wants another line.
prompt(2)
console.send("function seven() {\r")
console.expect_exact("...:")
console.send("return 7 }\r")
prompt(3)
console.send("seven()\r")
result(3, "7")

# A tab completes.
prompt(4)
console.send("Math.cbr\t")
console.expect_exact("cbrt")
console.send("(27)\r")
result(4, "3")

# What a cell asks is typed at the terminal, once the console has left its editor.
prompt(5)
console.send('prompt("name? ")\r')
console.expect(r"\x1b\[\?2004lname\? ")
console.send("Ada\r")
result(5, "'Ada'")

prompt(6)
console.send("const wrong: string = x\r")
console.expect_exact("Type 'number' is not assignable to type 'string'.")

# Ctrl-C stops a cell, and the variables stay.
prompt(7)
console.send('console.log("lo" + "oping"); while (true) {}\r')
console.expect_exact("looping")
console.sendintr()
console.expect_exact("Interrupted")
prompt(8)
console.send("x\r")
result(8, "41")

prompt(9)
console.send("exit\r")
console.expect(pexpect.EOF)
console.close()
sys.exit(console.exitstatus)
