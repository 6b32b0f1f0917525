/** A small shop, in the way applications that are migrated look: activities, workflows, tests beside them. */
exports.charge = async (customer) => `receipt of ${customer}`;
exports.ship = async (item) => `${item} shipped`;
