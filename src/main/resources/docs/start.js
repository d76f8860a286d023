// Shows the API description, lets every example be tried at once, and, where the service gives out
// development tokens, has a button that gets one. Nothing is asked of any other origin.

const SCOPES = [
  "digdir:dialogporten.serviceprovider",
  "digdir:dialogporten.serviceprovider.search",
  "digdir:dialogporten.serviceprovider.changetransmissions",
  "digdir:dialogporten.serviceprovider.admin",
  "altinn:system/notifications.condition.check",
];

/** After these, what was made for the examples cannot be used any more. */
const ENDINGS = /\/dialogs\/[^/]+(\/actions\/(purge|freeze))?$/;

/** Example id -> id of what was made in its place. */
const made = new Map();
let operations = [];
let placeholders = [];

function readDescription(description) {
  const resolved = (node) =>
    node.$ref ? node.$ref.split("/").slice(1).reduce((at, name) => at[name], description) : node;
  for (const [path, item] of Object.entries(description.paths)) {
    const shared = (item.parameters || []).map(resolved);
    placeholders.push(...shared.filter((parameter) => parameter["x-made-by"]));
    for (const [method, operation] of Object.entries(item)) {
      if (method !== "parameters") {
        operations.push({ path, method, operation, parameters: shared });
      }
    }
  }
  placeholders = [...new Map(placeholders.map((one) => [one.example, one])).values()];
}

/** The text with every example id in it replaced; makes what is missing. */
async function substituted(text, authorization) {
  for (const placeholder of placeholders) {
    if (text && text.includes(placeholder.example)) {
      text = text.replaceAll(placeholder.example, await idFor(placeholder, authorization));
    }
  }
  return text;
}

async function idFor(placeholder, authorization) {
  const recipe = placeholder["x-made-by"];
  const example = placeholder.example;
  if (!made.has(example)) {
    made.set(example, example); // what makes it may name it
    const answer = await make(recipe, authorization);
    if (!("found-at" in recipe) || answer === undefined) {
      made.delete(example);
      return example;
    }
    made.set(example, at(answer, recipe["found-at"]));
  }
  return made.get(example);
}

/** Runs the example of an operation; undefined when it fails. */
async function make(recipe, authorization) {
  const found = operations.find((one) => one.operation.operationId === recipe.operation);
  let path = found.path;
  for (const parameter of found.parameters) {
    path = path.replace("{" + parameter.name + "}", parameter.example);
  }
  const body = recipe.body || found.operation.requestBody?.content["application/json"].example;
  const response = await fetch(
    (await substituted(path, authorization)) + (recipe.query ? "?" + recipe.query : ""),
    {
      method: found.method.toUpperCase(),
      headers: { Authorization: authorization || "", "Content-Type": "application/json" },
      body: body && (await substituted(JSON.stringify(body), authorization)),
    },
  );
  const text = await response.text();
  return response.ok ? JSON.parse(text || "null") : undefined;
}

/** RFC 6901, without escapes. */
function at(document, pointer) {
  return pointer.split("/").slice(1).reduce((node, name) => node[name], document);
}

async function beforeSending(request) {
  if (!request.loadSpec) {
    const authorization = request.headers.Authorization;
    request.url = await substituted(request.url, authorization);
    if (typeof request.body === "string") {
      request.body = await substituted(request.body, authorization);
    }
  }
  return request;
}

/** Forgets the example's dialog when it has come to an end. */
function afterAnswer(response, method) {
  const ending = ENDINGS.exec(new URL(response.url, location).pathname);
  if (response.status === 204 && ending && (ending[1] || method === "DELETE")) {
    made.clear();
  }
  return response;
}

let method = "GET";

const ui = window.SwaggerUIBundle({
  url: "../openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: true,
  tryItOutEnabled: true,
  requestInterceptor: async (request) => {
    method = request.method;
    return beforeSending(request);
  },
  responseInterceptor: (response) => {
    if (response.url.endsWith("/openapi.json")) {
      readDescription(response.body && response.body.paths ? response.body : JSON.parse(response.text));
    }
    return afterAnswer(response, method);
  },
  onComplete: offerToken,
});

/** Only a service in development mode publishes the keys of its own issuer. */
async function offerToken() {
  const keys = await fetch("../dev/jwks", { method: "HEAD" });
  const button = document.getElementById("token");
  button.hidden = !keys.ok;
  button.addEventListener("click", () => authorize(button));
}

async function authorize(button) {
  const response = await fetch("../dev/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ scopes: SCOPES }),
  });
  const answer = await response.json();
  if (!response.ok) {
    button.textContent = "No token: " + answer.title;
    return;
  }
  const schema = ui.specSelectors.specJson().toJS().components.securitySchemes.bearer;
  ui.authActions.authorizeWithPersistOption({
    bearer: { name: "bearer", schema, value: answer.access_token },
  });
  button.textContent = "Authorised as the sample service owner; get a new token";
}
