"""Where each record of the log belongs: the agreement, theme, session and institution that a person looks for it by."""

_PROBLEM = "JOIN problem p ON p.id = a.problem_id"
_ASSIGNED = f"JOIN assignment n ON n.id = r.assignment_id JOIN agreement a ON a.id = n.agreement_id {_PROBLEM}"

# entity, id, agreement_id, theme_id, session_id, institution_id, member_id: of each record that has any.
PLACES = f"""
SELECT 'agreement' AS entity, a.id AS id, a.id AS agreement_id, p.theme_id AS theme_id, p.session_id AS session_id, NULL AS institution_id, NULL AS member_id
    FROM agreement a {_PROBLEM}
UNION ALL SELECT 'assignment', n.id, a.id, p.theme_id, p.session_id, n.institution_id, NULL
    FROM assignment n JOIN agreement a ON a.id = n.agreement_id {_PROBLEM}
UNION ALL SELECT 'progress_report', r.id, a.id, p.theme_id, p.session_id, n.institution_id, r.member_id FROM progress_report r {_ASSIGNED}
UNION ALL SELECT 'verification', v.id, a.id, p.theme_id, p.session_id, n.institution_id, r.member_id
    FROM verification v JOIN progress_report r ON r.id = v.report_id {_ASSIGNED}
UNION ALL SELECT 'deadline_change', d.id, a.id, p.theme_id, p.session_id, NULL, NULL
    FROM deadline_change d JOIN agreement a ON a.id = d.agreement_id {_PROBLEM}
UNION ALL SELECT 'session_decision', d.id, d.agreement_id, p.theme_id, d.session_id, NULL, NULL
    FROM session_decision d LEFT JOIN agreement a ON a.id = d.agreement_id LEFT JOIN problem p ON p.id = a.problem_id
UNION ALL SELECT 'contact', c.id, c.agreement_id, p.theme_id, p.session_id, c.institution_id, NULL
    FROM contact c LEFT JOIN agreement a ON a.id = c.agreement_id LEFT JOIN problem p ON p.id = a.problem_id
UNION ALL SELECT 'problem', p.id, NULL, p.theme_id, p.session_id, NULL, NULL FROM problem p
UNION ALL SELECT 'committee_session', s.id, NULL, NULL, s.id, NULL, NULL FROM committee_session s
UNION ALL SELECT 'theme', t.id, NULL, t.id, NULL, NULL, NULL FROM theme t
UNION ALL SELECT 'institution', i.id, NULL, NULL, NULL, i.id, NULL FROM institution i
UNION ALL SELECT 'institution_alias', l.id, NULL, NULL, NULL, l.institution_id, NULL FROM institution_alias l
UNION ALL SELECT 'group_membership', g.id, NULL, NULL, NULL, g.group_id, g.member_id FROM group_membership g
"""
