-- The registry of service resources, for those who keep it in the database (registry.database=true). SQL is how it is edited; every
-- node reads both tables again within half a minute:
--   INSERT INTO service_resource (id, resource_type, org_number, org_code)
--   VALUES ('urn:altinn:resource:my-service', 'genericaccessresource', '991825827', 'ttd');

CREATE TABLE service_resource (
    id text NOT NULL CHECK (id ~* '^urn:altinn:resource:[a-z0-9_-]+$'),
    resource_type text NOT NULL
        CHECK (lower(resource_type) IN ('genericaccessresource', 'altinnapp', 'migratedapp', 'correspondenceservice')),
    org_number text NOT NULL CHECK (org_number ~ '^[0-9]{9}$'),
    org_code text NOT NULL CHECK (org_code <> ''),
    minimum_authentication_level integer CHECK (minimum_authentication_level BETWEEN 0 AND 4),
    delegable boolean NOT NULL DEFAULT true,
    -- language code to text
    title jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(title) = 'object'),
    CONSTRAINT service_resource_pkey PRIMARY KEY (id)
);

-- Owners: short and display names, also of organisations that own no resource.
CREATE TABLE service_owner (
    org_number text NOT NULL CHECK (org_number ~ '^[0-9]{9}$'),
    org_code text NOT NULL CHECK (org_code <> ''),
    -- language code to text
    name jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(name) = 'object'),
    CONSTRAINT service_owner_pkey PRIMARY KEY (org_number)
);
