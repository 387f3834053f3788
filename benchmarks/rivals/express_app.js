// An Express service that answers one document from memory.
const fs = require("fs");
const [, , modules, port, file] = process.argv;
const express = require(modules + "/express");

const document = JSON.parse(fs.readFileSync(file, "utf8"));
const app = express();
app.get("/api/messages", (request, response) => response.json(document));
app.listen(Number(port), "127.0.0.1");
