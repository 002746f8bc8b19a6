# METADATA
# title: Files in Teams may go to storage of others
# description: >-
#   Teams offers storage that the organisation does not manage, such as Dropbox, so files leave for places that
#   nobody agreed to.
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
#   remediation: Switch off each provider that the organisation does not use.
#   controls: [CIS M365 v7.0.0 8.1.1]
#   options:
#     providers: {default: [], description: "Storage that the organisation uses: Box, DropBox, Egnyte, GoogleDrive, ShareFile."}
package tenantlint.teams.third_party_storage_open

import data.tenantlint.records

fail contains finding if {
	some configuration in input.records.client_configuration
	some name, title in judged
	records.said(configuration, name) == true
	finding := {
		"on": configuration.ref,
		"path": name,
		"message": sprintf("Teams offers to keep files at %s, which this house does not name among its storage", [title]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": configuration.ref, "reason": records.unsaid(configuration, name)} if {
	some configuration in input.records.client_configuration
	some name, _ in judged
	records.said(configuration, name) == null
}

judged := {name: title |
	some name, title in providers
	every agreed in input.options.providers {
		lower(agreed) != lower(title)
	}
}

providers := {
	"AllowBox": "Box",
	"AllowDropBox": "DropBox",
	"AllowEgnyte": "Egnyte",
	"AllowGoogleDrive": "GoogleDrive",
	"AllowShareFile": "ShareFile",
}
