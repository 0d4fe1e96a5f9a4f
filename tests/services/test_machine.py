"""Random work on a plan in memory by several people, and what must hold whatever they do."""

from support.machine import PlanMachine

TestPlanMachine = PlanMachine.TestCase
