/** What jest loads for a deep import that ours has no module for. */
throw new Error(
  "A module imports a file that is internal to Temporal's SDK (@temporalio/*/lib/...) and has no counterpart in @perdure: " +
    'see the first line of this stack that is outside of @perdure/codemods. Import what it needs from the package itself.',
);
