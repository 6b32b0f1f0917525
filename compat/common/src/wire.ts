/**
 * Between Temporal's data shapes and the engine's. For our own packages: the drop-in entry point does not have it.
 * It is loaded inside the workflow sandbox too, so nothing here needs Node.
 */
export { payloadFromWire, payloadToWire, payloadsFromWire, payloadsToWire } from './wire/payload';
export { payloadMapFromWire, payloadMapToWire } from './wire/payload-map';
export { mapFromWire, mapToWire, valueFromWire, valueToWire, valuesFromWire, valuesToWire } from './wire/values';
export { failureFromWire, failureToWire } from './wire/failure';
export { errorFromWire, errorToWire } from './wire/errors';
export { retryPolicyFromWire, retryPolicyToWire } from './wire/retry-policy';
