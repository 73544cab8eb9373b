#!/usr/bin/env node
// As much of curl as docs/api.md uses, for machines without it: curl [-s] [-N] [-H header]... [-d body] url
const headers = new Headers();
let body;
let url = "";
const words = process.argv.slice(2);
while (words.length > 0) {
  const word = words.shift();
  if (word === "-H") {
    const [name, ...value] = words.shift().split(":");
    headers.append(name, value.join(":").trim());
  } else if (word === "-d") body = words.shift();
  else if (!word.startsWith("-")) url = word;
}
if (body !== undefined) headers.set("Content-Type", "application/x-www-form-urlencoded");
const response = await fetch(url, { method: body === undefined ? "GET" : "POST", headers, body });
process.stdout.write(await response.text());
