// An Express service that answers one document from memory, by one process or a cluster of them.
const cluster = require("node:cluster");
const fs = require("node:fs");
const [, , modules, port, processes] = process.argv;
const express = require(modules + "/express");

if (Number(processes) > 1 && cluster.isPrimary) {
  for (let number = 0; number < Number(processes); number++) cluster.fork();
} else {
  const document = JSON.parse(fs.readFileSync(process.env.DOCUMENT, "utf8"));
  const app = express();
  app.get("/api/messages", (request, response) => response.json(document));
  app.listen(Number(port), "127.0.0.1");
}
