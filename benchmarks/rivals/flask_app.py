"""A Flask service as people write it, that answers one document from memory."""

import json
import os
import sys

from flask import Flask, jsonify

with open(os.environ["DOCUMENT"], encoding="utf-8") as text:
    document = json.load(text)

app = Flask(__name__)
# The order of the fields stays that of the document: the same bytes, and less work than sorting.
app.config["JSON_SORT_KEYS"] = False
if hasattr(app, "json"):
    app.json.sort_keys = False


@app.get("/api/messages")
def messages():
    return jsonify(document)


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), threaded=True)
