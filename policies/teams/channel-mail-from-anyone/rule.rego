# METADATA
# title: Anyone may send mail into channels
# description: >-
#   AllowEmailIntoChannel is on and RestrictedSenderList names no domains, so whoever learns the address of a
#   channel writes into it.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsclientconfiguration
#   description: Set-CsTeamsClientConfiguration
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [client_configuration]
#   partners: []
#   remediation: Switch AllowEmailIntoChannel off, or name the domains that may send.
#   controls: [CIS M365 v7.0.0 8.1.2, SCuBA MS.TEAMS.4.1v1]
#   options:
#     mail: {default: restricted, oneOf: [restricted, never], description: Whether mail from named domains is fine.}
package tenantlint.teams.channel_mail_from_anyone

import data.tenantlint.records

fail contains finding if {
	some configuration in switched_on
	not_restricted(configuration)
	finding := {
		"on": configuration.ref,
		"path": "AllowEmailIntoChannel",
		"message": "Channels take mail from anyone who knows their address, for RestrictedSenderList names no domains",
		"expected": "false, or domains in RestrictedSenderList",
		"actual": "true",
	}
}

fail contains finding if {
	input.options.mail == "never"
	some configuration in switched_on
	restricted(configuration)
	finding := {
		"on": configuration.ref,
		"path": "AllowEmailIntoChannel",
		"message": "Channels take mail, and this house wants none",
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": configuration.ref, "reason": records.unsaid(configuration, "AllowEmailIntoChannel")} if {
	some configuration in input.records.client_configuration
	records.said(configuration, "AllowEmailIntoChannel") == null
}

unknown contains {"on": configuration.ref, "path": "RestrictedSenderList", "reason": "which domains may send mail to channels could not be read"} if {
	input.options.mail == "restricted"
	some configuration in switched_on
	"RestrictedSenderList" in configuration.unclear
}

switched_on contains configuration if {
	some configuration in input.records.client_configuration
	records.said(configuration, "AllowEmailIntoChannel") == true
}

restricted(configuration) if records.many(records.said(configuration, "RestrictedSenderList")) != []

restricted(configuration) if "RestrictedSenderList" in configuration.unclear

# Null and absent are an empty list.
not_restricted(configuration) if {
	records.many(records.said(configuration, "RestrictedSenderList")) == []
	every path in configuration.unclear {
		path != "RestrictedSenderList"
	}
}
